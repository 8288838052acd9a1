define("UserPageV2", ["UsrLicenseAdminModule"], function() {
	return {
		entitySchemaName: "VwSysAdminUnit",
		diff: /**SCHEMA_DIFF*/[
			{
				"operation": "merge",
				"name": "LicenseControlGroup",
				"values": { "visible": false }
			},
			{
				"operation": "insert",
				"parentName": "LicenseTab",
				"propertyName": "items",
				"name": "UsrLicenses",
				"values": {
					"itemType": Terrasoft.ViewItemType.CONTAINER,
					"wrapClass": ["usr-licenses"],
					"items": []
				}
			}
		]/**SCHEMA_DIFF*/,
		methods: {
			onRender: function() {
				this.callParent(arguments);
				this.usrShowLicenses();
			},
			onEntityInitialized: function() {
				this.callParent(arguments);
				this.usrShowLicenses();
			},
			// The user's licenses, in place of Creatio's list. A user who is not saved yet has none.
			usrShowLicenses: function() {
				const place = document.querySelector(".usr-licenses");
				const userId = this.get("PrimaryColumnValue") || this.get("Id");
				if (!place || !userId) {
					return;
				}
				const tab = place.querySelector("usr-licenses-tab") || place.appendChild(document.createElement("usr-licenses-tab"));
				tab.userId = userId;
			}
		}
	};
});
