export { AddressForm } from "./address-form.tsx";
export { FrontPage } from "./front-page.tsx";
export { NewPasswordForm, ResetRequestForm } from "./reset-forms.tsx";
export { SignInForm } from "./sign-in-form.tsx";
