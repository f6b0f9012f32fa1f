// Loaded after Playwright's own loader, which turns the keychain off for every app that it starts.
const { app } = require("electron");

app.commandLine.appendSwitch("password-store", "gnome-libsecret");
