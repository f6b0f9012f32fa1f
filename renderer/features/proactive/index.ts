export { InvitationsPage } from "./invitations-page.tsx";
export { VisitorsButton } from "./visitors-button.tsx";
export { WriteToCustomer } from "./write-to-customer.tsx";
