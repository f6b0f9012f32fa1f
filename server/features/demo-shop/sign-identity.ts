import { SignJWT } from "jose";

/** The customer that the demo shop has. */
export const demoCustomer = {
  id: "lumina-1042",
  name: "Marina Alves",
  email: "marina.alves@example.com",
} as const;

/** What a site does on its server for its signed-in customer; `docs/widget.md` explains each line. */
export const signIdentity = (
  customer: { readonly id: string; readonly name: string; readonly email: string },
  workspace: string,
  secret: string,
): Promise<string> =>
  new SignJWT({ name: customer.name, email: customer.email })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(customer.id)
    .setAudience(workspace)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime("15m")
    .sign(new TextEncoder().encode(secret));
