/** Failures of virtual assistants, and of writing to customers first. */
export const assistantErrors = {
  "assistant.not_found": { status: 404, message: "There is no such virtual assistant in this workspace." },
  "webhook.not_allowed": {
    status: 400,
    message: "A webhook needs an https address on the public internet. Nothing was saved.",
  },
  "customer.in_conversation": {
    status: 409,
    message: "This customer is in a conversation already, so you cannot write to him first.",
  },
  "site_invitation.not_found": { status: 404, message: "There is no such invitation in this workspace." },
} as const satisfies Record<string, { status: number; message: string }>;
