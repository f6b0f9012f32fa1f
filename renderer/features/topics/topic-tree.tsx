import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { NameDialog } from "#renderer/platform/name-dialog.tsx";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { IconPlus } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { Topic, TopicSet } from "#shared/contract/topics.ts";
import { topicTree } from "#shared/domain/topic-tree.ts";
import { TopicRows } from "./topic-rows.tsx";
import { useTopicChanges } from "./use-topic-changes.tsx";

type Dialog = { readonly below: Topic | null } | { readonly renamed: Topic };

/** The topics of a set below one another; each change is saved at once, a deletion can be taken back. */
export function TopicTree({ set }: { set: TopicSet }) {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const changes = useTopicChanges();
  const topics = set.topics.filter(({ archived }) => !archived);
  const add = (
    <Why permission="topics.nested">
      <Action
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => setDialog({ below: null })}
      >
        {t("topicsSetup.addTopic")}
      </Action>
    </Why>
  );
  const title = () => {
    if (!dialog) return "";
    if ("renamed" in dialog) return t("topicsSetup.rename", { name: dialog.renamed.name });
    return dialog.below ? t("topicsSetup.addBelow", { name: dialog.below.name }) : t("topicsSetup.addTopic");
  };
  return (
    <SetupSection title={t("topicsSetup.topics")} actions={add}>
      <ErrorNote text={changes.error} />
      {topics.length === 0 ? <span className="quiet">{t("topicsSetup.empty")}</span> : null}
      <TopicRows
        nodes={topicTree(topics)}
        busy={changes.busy}
        onAdd={(below) => setDialog({ below })}
        onRename={(renamed) => setDialog({ renamed })}
        onMove={changes.move}
        onRemove={changes.remove}
      />
      {dialog ? (
        <NameDialog
          title={title()}
          label={t("topicsSetup.topicName")}
          action={"renamed" in dialog ? t("setup.save") : t("topicsSetup.addTopic")}
          stale={api.topics.key()}
          run={(name) =>
            "renamed" in dialog
              ? client.topics.change({ topicId: dialog.renamed.id, name })
              : client.topics.add({ setId: set.id, name, parentId: dialog.below?.id ?? null })
          }
          onClose={() => setDialog(null)}
        />
      ) : null}
    </SetupSection>
  );
}
