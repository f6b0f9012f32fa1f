import { OpenAPIGenerator } from "@orpc/openapi";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import { contract } from "#shared/contract/index.ts";

/** The contract as an OpenAPI 3.1 document. */
export function openApiDocument(publicUrl: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: {
      title: "Sidetone",
      version: "1",
      description:
        "What can be asked of a Sidetone server. News comes over Socket.IO: see the reference at /docs.",
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ cookie: [] }, { bearer: [] }],
    components: {
      securitySchemes: {
        cookie: { type: "apiKey", in: "cookie", name: "sidetone.session_token" },
        bearer: { type: "http", scheme: "bearer" },
      },
    },
  });
}
