import { type Product, priceOf, products } from "./products.ts";

export interface ShopSettings {
  /** Where the Sidetone server is, e.g. `http://localhost:7100`. */
  readonly widgetOrigin: string;
  readonly workspace: string;
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** One page of the shop, with the very tag that every customer of ours pastes. */
function page({ widgetOrigin, workspace }: ShopSettings, title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Lumina</title>
<link rel="stylesheet" href="/shop.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<script defer src="/shop.js"></script>
<script async src="${escaped(widgetOrigin)}/widget.js" data-workspace="${escaped(workspace)}"></script>
</head>
<body>
<header class="top"><a class="brand" href="/">Lumina</a>
<nav aria-label="Shop"><a href="/">Lamps</a><a href="/help">Delivery &amp; returns</a><a href="/cart">Cart <b id="count"></b></a></nav>
<div class="account"><span id="who"></span><button type="button" id="sign" class="quiet">Sign in as customer</button></div></header>
<main>${body}</main>
<footer><p>Lumina is a made-up shop, served by the Sidetone demo on an origin of its own.</p></footer>
</body></html>`;
}

const card = ({ slug, name, kind, price, picture }: Product) =>
  `<li><a class="card" href="/products/${slug}">${picture}<span><strong>${name}</strong><em>${kind}</em></span><span class="price">${priceOf(price)}</span></a></li>`;

export const homePage = (shop: ShopSettings): string =>
  page(
    shop,
    "Lamps for the evening",
    `<section class="hero"><div><h1>Light for the<br>slow part of the day</h1><p>Lamps made in small workshops in Porto and Udine. Free delivery from 100 €, thirty days to change your mind.</p><a class="button" href="#lamps">See the lamps</a></div>${products[0]?.picture ?? ""}</section><h2 id="lamps">All lamps</h2><ul class="grid">${products.map(card).join("")}</ul>`,
  );

export function productPage(shop: ShopSettings, slug: string): string | undefined {
  const product = products.find((each) => each.slug === slug);
  if (!product) return undefined;
  const { name, kind, price, text, details, picture } = product;
  return page(
    shop,
    `${name} ${kind.toLowerCase()}`,
    `<article class="product"><div class="photo">${picture}</div><div><p class="crumb"><a href="/">Lamps</a> / ${kind}</p><h1>${name}</h1><p class="price big">${priceOf(price)}</p><p>${text}</p><ul class="facts">${details.map((each) => `<li>${each}</li>`).join("")}</ul><a class="button" href="/cart?add=${slug}">Put into the cart</a><p class="small">Questions about this lamp? Write to us in the chat: we see which lamp you look at.</p></div></article>`,
  );
}

export const cartPage = (shop: ShopSettings): string =>
  page(
    shop,
    "Your cart",
    `<h1>Your cart</h1><div id="cart" data-products="${escaped(JSON.stringify(products.map(({ slug, name, kind, price }) => ({ slug, name, kind, price }))))}"></div>`,
  );

export const helpPage = (shop: ShopSettings): string =>
  page(
    shop,
    "Delivery and returns",
    `<article class="text"><h1>Delivery &amp; returns</h1><h2>Delivery</h2><p>Two to four working days within the EU, free from 100 €. You get a link to follow the parcel.</p><h2>Returns</h2><p>Thirty days, in any state that can still be sold. We send the label; the money is back within five days.</p><h2>Bulbs and spare parts</h2><p>Every lamp can be repaired. Write to us with a picture of the broken part, and we find it.</p></article>`,
  );
