define("SystemDesigner", [], function() {
	const link = (name, method) => ({
		"operation": "insert",
		"parentName": "UsersTile",
		"propertyName": "items",
		"name": name,
		"values": {
			"itemType": Terrasoft.ViewItemType.LINK,
			"caption": { "bindTo": "Resources.Strings." + name + "Caption" },
			"tag": method,
			"click": { "bindTo": "invokeOperation" }
		}
	});
	const open = (page) => function() {
		this.sandbox.publish("PushHistoryState", { hash: "Section/" + page });
	};
	return {
		methods: {
			usrOpenLicensePeople: open("UsrLicensePeople_ListPage"),
			usrOpenLicenseProducts: open("UsrLicenseProducts_ListPage"),
			usrOpenLicenseBatches: open("UsrLicenseBatches_ListPage"),
			usrOpenSessionManager: open("UsrSessionManager_ListPage"),
			usrOpenLicenseSelfTest: open("UsrLicenseSelfTest_ListPage"),
			// The right that each link needs; Creatio says so to whoever lacks it.
			getOperationRightsDecoupling: function() {
				return Object.assign(this.callParent(arguments), {
					usrOpenLicensePeople: "CanManageLicUsers",
					usrOpenLicenseProducts: "CanManageLicUsers",
					usrOpenLicenseBatches: "CanManageLicUsers",
					usrOpenSessionManager: "CanManageAdministration",
					usrOpenLicenseSelfTest: "CanManageLicUsers"
				});
			}
		},
		diff: [
			link("UsrLicensePeople", "usrOpenLicensePeople"),
			link("UsrLicenseProducts", "usrOpenLicenseProducts"),
			link("UsrLicenseBatches", "usrOpenLicenseBatches"),
			link("UsrSessionManager", "usrOpenSessionManager"),
			link("UsrLicenseSelfTest", "usrOpenLicenseSelfTest")
		]
	};
});
