import { PasswordInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";

/** What is asked of the server with the password. */
interface WithPassword<T> {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly mutate: (
    input: { password: string },
    then: { onSuccess: (answer: T) => void; onError: () => void },
  ) => void;
}

interface ConfirmPasswordProps<T> {
  readonly title: string;
  readonly effects: readonly string[];
  readonly action: string;
  readonly danger?: boolean;
  readonly mutation: WithPassword<T>;
  readonly children?: ReactNode;
  readonly onDone: (answer: T) => void;
  readonly onClose: () => void;
}

/** Asks for the password before something that decides who may sign in. */
export function ConfirmPassword<T>({ mutation, children, onDone, ...rest }: ConfirmPasswordProps<T>) {
  const [password, setPassword] = useState("");
  return (
    <ConfirmName
      {...rest}
      busy={mutation.isPending}
      error={mutation.error ? problemText(problemOf(mutation.error)) : undefined}
      onConfirm={() => {
        if (password === "") return;
        mutation.mutate({ password }, { onSuccess: onDone, onError: () => setPassword("") });
      }}
    >
      {children}
      <PasswordField value={password} onChange={setPassword} />
    </ConfirmName>
  );
}

/** One's own password, with why it is asked for. */
export function PasswordField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t("factors.password")}
      description={t("factors.passwordWhy")}
      required
      withAsterisk={false}
      data-autofocus
      autoComplete="current-password"
      maxLength={128}
      value={value}
      visibilityToggleButtonProps={{ "aria-label": t("signIn.show") }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
