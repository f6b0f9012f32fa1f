import { pictures } from "./pictures.ts";

export interface Product {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  /** Euro cents. */
  readonly price: number;
  readonly text: string;
  readonly details: readonly string[];
  readonly picture: string;
}

export const products: readonly Product[] = [
  {
    slug: "aurora-pendant",
    name: "Aurora",
    kind: "Pendant lamp",
    price: 189_00,
    text: "A wide dome of spun aluminium that throws a calm, glare-free pool of light over the table.",
    details: ["Ø 42 cm, cable 180 cm", "E27, up to 60 W, dimmable", "Spun aluminium, matt"],
    picture: pictures.pendant,
  },
  {
    slug: "brisa-floor",
    name: "Brisa",
    kind: "Floor lamp",
    price: 249_00,
    text: "A linen shade on a bow of steam-bent ash. Leans over the sofa, not into the room.",
    details: ["168 cm high", "E27, up to 40 W", "Ash and linen"],
    picture: pictures.floor,
  },
  {
    slug: "ninho-table",
    name: "Ninho",
    kind: "Table lamp",
    price: 119_00,
    text: "Mouth-blown opal glass in a small terracotta nest. Warm enough to be left on all evening.",
    details: ["24 cm high", "LED 6 W, 2700 K, three steps", "Opal glass and terracotta"],
    picture: pictures.table,
  },
  {
    slug: "faro-lantern",
    name: "Faro",
    kind: "Outdoor lantern",
    price: 89_00,
    text: "A lantern that lives outside. Twelve hours on one charge, and it does not mind the rain.",
    details: ["31 cm high, IP65", "USB-C, 12 h", "Powder-coated steel"],
    picture: pictures.lantern,
  },
  {
    slug: "onda-wall",
    name: "Onda",
    kind: "Wall light",
    price: 139_00,
    text: "A folded sheet of brass that sends its light up and down the wall in one wave.",
    details: ["28 × 12 cm", "LED 9 W, 2700 K, dimmable", "Brushed brass"],
    picture: pictures.wall,
  },
  {
    slug: "fio-desk",
    name: "Fio",
    kind: "Desk lamp",
    price: 159_00,
    text: "One thin line, two joints and a head that stays where you leave it.",
    details: ["Arm 2 × 38 cm", "LED 8 W, 2700–4000 K", "Steel, three colours"],
    picture: pictures.desk,
  },
];

export const priceOf = (cents: number): string =>
  new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" }).format(cents / 100);
