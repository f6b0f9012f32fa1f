/** Failures of roles of a workspace's own. */
export const roleErrors = {
  "role.not_found": { status: 404, message: "There is no such role in this workspace." },
  "role.not_yours_to_give": {
    status: 403,
    message: "You cannot give this role: only roles that your own reaches.",
  },
  "role.too_wide": {
    status: 403,
    message: "This role would allow more than your own. Take the named permissions out.",
  },
  "role.too_many": { status: 409, message: "There are 50 custom roles already. Delete one first." },
  "role.built_in": { status: 409, message: "Built-in roles cannot be changed. Make a copy and change that." },
  "role.in_use": { status: 409, message: "People have this role. Give them another one first." },
} as const satisfies Record<string, { status: number; message: string }>;
