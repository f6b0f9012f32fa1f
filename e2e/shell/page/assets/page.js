// Writes down what the shell tells, for the tests to read.
window.heard = [];
for (const name of ["auth.changed", "notification.clicked", "path.requested", "power.resumed"]) {
  window.desktop.on(name, (payload) => window.heard.push([name, payload]));
}
window.violations = [];
addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
document.documentElement.dataset.ready = "yes";
