export { AddressForm } from "./address-form.tsx";
export { ConfirmEmail } from "./confirm-email.tsx";
export { FrontPage } from "./front-page.tsx";
export { InvitationForm } from "./invitation-form.tsx";
export { NewPasswordForm, ResetRequestForm } from "./reset-forms.tsx";
export { SignInForm } from "./sign-in-form.tsx";
