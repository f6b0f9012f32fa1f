import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import { useMay } from "#renderer/platform/why.tsx";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconPencil } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Customer } from "#shared/contract/customers.ts";
import classes from "./customer.module.css";
import { CustomerForm } from "./customer-form.tsx";
import { EarlierConversations } from "./earlier-conversations.tsx";
import { PageLink } from "./page-link.tsx";

interface PanelProps {
  /** What the conversation is labelled with. */
  readonly labels?: ReactNode;
  /** How it came to whoever has it. */
  readonly routing?: ReactNode;
  /** What was recorded of its calls. */
  readonly recordings?: ReactNode;
  readonly conversation: Conversation;
  readonly onOpen: (conversationId: string) => void;
}

/** Who writes, where from, and what was before. */
export function CustomerPanel({ conversation, labels, routing, recordings, onOpen }: PanelProps) {
  const { t } = useTranslation();
  const maySee = useCan("customer.view", thingOf(conversation));
  return (
    <aside className={classes.panel} aria-label={t("customer.label")}>
      {maySee ? <Details conversation={conversation} /> : <Empty title={t("customer.noRights")} />}
      <Block title={t("customer.conversation")}>
        <ConversationFacts conversation={conversation} />
        {routing}
      </Block>
      {recordings}
      {labels ? <Block title={t("labels.title")}>{labels}</Block> : null}
      {maySee ? (
        <Block title={t("customer.history")}>
          <EarlierConversations conversation={conversation} onOpen={onOpen} />
        </Block>
      ) : null}
    </aside>
  );
}

const thingOf = (one: Conversation) => ({ ownerId: one.assignee?.id ?? null, queueId: one.queue.id });

function Details({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const edited = useMay("customer.edit", thingOf(conversation));
  const [editing, setEditing] = useState(false);
  const customerId = conversation.customer.id;
  const query = useQuery({ ...api.customers.get.queryOptions({ input: { customerId } }), staleTime: 30_000 });
  const customer = query.data as Customer | undefined;
  const edit = (
    <IconAction label={t("customer.edit")} size={24} reason={edited.reason} onClick={() => setEditing(true)}>
      <IconPencil size={15} stroke={1.7} />
    </IconAction>
  );
  return (
    <Block title={t("customer.details")} action={customer && !editing ? edit : undefined}>
      {query.error ? (
        <ErrorNote
          text={problemText(problemOf(query.error))}
          retry={{ label: t("app.retry"), run: () => void query.refetch() }}
        />
      ) : null}
      {query.isPending ? <FactBones /> : null}
      {customer && editing ? <CustomerForm customer={customer} onDone={() => setEditing(false)} /> : null}
      {customer && !editing ? <CustomerFacts customer={customer} /> : null}
    </Block>
  );
}

function CustomerFacts({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const unknown = <span className="quiet">{t("customer.unknown")}</span>;
  const fact = (value: string | null) => (value ? <bdi>{value}</bdi> : unknown);
  return (
    <dl className={classes.facts}>
      <dt>{t("customer.name")}</dt>
      <dd>{fact(customer.name)}</dd>
      <dt>{t("customer.email")}</dt>
      <dd>{fact(customer.email)}</dd>
      <dt>{t("customer.phone")}</dt>
      <dd className="numbers">{fact(customer.phone)}</dd>
      {customer.externalId ? (
        <>
          <dt>{t("customer.externalId")}</dt>
          <dd className="numbers">{customer.externalId}</dd>
        </>
      ) : null}
      <dt>{t("customer.firstSeen")}</dt>
      <dd className="numbers">{shortMoment(Date.parse(customer.createdAt))}</dd>
      <dt>{t("customer.notes")}</dt>
      <dd className={classes.notes} dir="auto">
        {customer.notes || <span className="quiet">{t("customer.notesEmpty")}</span>}
      </dd>
    </dl>
  );
}

function ConversationFacts({ conversation }: { conversation: Conversation }) {
  const { t, i18n } = useTranslation();
  const { page, language, queue, createdAt } = conversation;
  return (
    <dl className={classes.facts}>
      <dt>{t("customer.page")}</dt>
      <dd>{page ? <PageLink page={page} /> : <span className="quiet">{t("customer.noPage")}</span>}</dd>
      <dt>{t("customer.queue")}</dt>
      <dd>{queue.name}</dd>
      {language ? (
        <>
          <dt>{t("customer.language")}</dt>
          <dd>{languageName(language, i18n.language)}</dd>
        </>
      ) : null}
      <dt>{t("customer.started")}</dt>
      <dd className="numbers">{shortMoment(Date.parse(createdAt))}</dd>
    </dl>
  );
}

function languageName(tag: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function Block({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.block} aria-label={title}>
      <div className={classes.head}>
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

const FactBones = () => (
  <Delayed>
    <div className={classes.form}>
      <Bone width="70%" />
      <Bone width="85%" />
      <Bone width="55%" />
    </div>
  </Delayed>
);
