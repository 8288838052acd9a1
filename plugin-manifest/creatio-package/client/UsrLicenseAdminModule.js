define("UsrLicenseAdminModule", ["@creatio-devkit/common"], function(sdk) {
	// What the plugin's own door registers, told at once: a page that depends on this module may name the types.
	const elements = [/*ELEMENTS*/];
	elements.filter(({ selector }) => !customElements.get(selector)).forEach((element) => sdk.registerViewElement(element));
	// The door finds the types registered already, and Creatio's kit otherwise as it is.
	const kit = Object.create(sdk, { registerViewElement: { value: function() {} } });
	const address = Terrasoft.getFileContentUrl("UsrLicenseAdmin", "src/js/license_admin/remoteModuleEntry.js");
	const activate = async () => {
		const remote = await import(address);
		remote.init({ "@creatio-devkit/common": { "page": { get: () => () => kit } } });
		const main = (await remote.get("./Main"))().default;
		await Promise.all(main.features.map((feature) => feature.activate()));
	};
	return { activated: activate().catch((error) => console.error("License administration could not be loaded.", error)) };
});
