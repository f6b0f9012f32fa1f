import { Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf, refusedFields } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Customer } from "#shared/contract/customers.ts";
import classes from "./customer.module.css";

/** Edits a customer's details. */
export function CustomerForm({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const update = useMutation(api.customers.update.mutationOptions());
  const form = useForm({
    initialValues: {
      name: customer.name,
      email: customer.email ?? "",
      phone: customer.phone ?? "",
      notes: customer.notes,
    },
    validate: {
      email: (value) => (value === "" || /^\S+@\S+\.\S+$/.test(value) ? null : t("customer.invalidEmail")),
    },
  });
  const save = form.onSubmit((values) =>
    update.mutate(
      { customerId: customer.id, ...values },
      {
        onSuccess(next) {
          const { queryKey } = api.customers.get.queryOptions({ input: { customerId: customer.id } });
          queries.setQueryData(queryKey, next);
          onDone();
        },
        onError(error) {
          const wrong = refusedFields(error).map((name) => [name, t("customer.invalidField")] as const);
          form.setErrors(Object.fromEntries(wrong));
        },
      },
    ),
  );
  return (
    <form className={classes.form} onSubmit={save}>
      <TextInput label={t("customer.name")} maxLength={120} data-autofocus {...form.getInputProps("name")} />
      <TextInput label={t("customer.email")} maxLength={254} {...form.getInputProps("email")} />
      <TextInput label={t("customer.phone")} maxLength={40} {...form.getInputProps("phone")} />
      <Textarea
        label={t("customer.notes")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        {...form.getInputProps("notes")}
      />
      <ErrorNote text={update.error ? problemText(problemOf(update.error)) : undefined} />
      <div className={classes.head}>
        <Action variant="default" onClick={onDone}>
          {t("app.cancel")}
        </Action>
        <Action type="submit" loading={update.isPending} onClick={() => {}}>
          {t("app.save")}
        </Action>
      </div>
    </form>
  );
}
