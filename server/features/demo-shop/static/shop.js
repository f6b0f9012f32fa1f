// The shop's own script: a cart in this browser, and a customer who signs in.
const read = (key) => JSON.parse(localStorage.getItem(key) ?? "null");
const write = (key, value) => localStorage.setItem(key, JSON.stringify(value));

// The cart
const added = new URLSearchParams(location.search).get("add");
if (added) {
  write("lumina:cart", [...new Set([...(read("lumina:cart") ?? []), added])]);
}
const cart = read("lumina:cart") ?? [];
document.getElementById("count").textContent = cart.length > 0 ? `(${cart.length})` : "";

const place = document.getElementById("cart");
if (place) {
  const euro = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });
  const lamps = JSON.parse(place.dataset.products).filter(({ slug }) => cart.includes(slug));
  const row = (cells, kind) => {
    const line = document.createElement("tr");
    for (const text of cells) line.append(Object.assign(document.createElement(kind), { textContent: text }));
    return line;
  };
  if (lamps.length === 0) {
    place.append(Object.assign(document.createElement("p"), { textContent: "Nothing here yet." }));
  } else {
    const table = document.createElement("table");
    for (const { name, kind, price } of lamps)
      table.append(row([`${name}, ${kind}`, euro.format(price / 100)], "td"));
    const total = lamps.reduce((sum, { price }) => sum + price, 0);
    table.append(row(["Together", euro.format(total / 100)], "th"));
    place.append(table);
  }
}

// Signing in. A real shop has its own accounts; what matters here is the token it makes for them.
const button = document.getElementById("sign");
const who = document.getElementById("who");

async function identify() {
  const answer = await fetch("/account/identity-token", { method: "POST" });
  if (!answer.ok) return;
  const { token, name } = await answer.json();
  who.textContent = name;
  button.textContent = "Sign out";
  whenSidetone((sidetone) => sidetone.identify(token));
}

/** The widget's script is async, so it may come after this one. */
function whenSidetone(run, tries = 100) {
  if (window.Sidetone) run(window.Sidetone);
  else if (tries > 0) setTimeout(() => whenSidetone(run, tries - 1), 50);
}

button.addEventListener("click", () => {
  if (read("lumina:signed-in")) {
    write("lumina:signed-in", false);
    // Forgets the conversation on this device: the next person must not see it.
    window.Sidetone?.shutdown();
    setTimeout(() => location.reload(), 400);
  } else {
    write("lumina:signed-in", true);
    void identify();
  }
});
if (read("lumina:signed-in")) void identify();
