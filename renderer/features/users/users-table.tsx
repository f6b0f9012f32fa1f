import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { DataTable } from "#renderer/ui/data-table.tsx";
import { IconPencil, IconUsers } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { ColumnChoice, Pages } from "#renderer/ui/table-parts.tsx";
import { MassEditDialog } from "./mass-edit-dialog.tsx";
import { noFilter, type Users } from "./use-users.ts";
import { userColumns } from "./user-columns.tsx";
import { UserFilters } from "./user-filters.tsx";
import classes from "./users.module.css";

interface UsersTableProps {
  readonly users: Users;
  readonly openId: string | undefined;
  readonly onOpen: (userId: string) => void;
}

/** The list of people with its filters, columns, pages and choice. */
export function UsersTable({ users, openId, onOpen }: UsersTableProps) {
  const { t } = useTranslation();
  const columns = useMemo(() => userColumns(t), [t]);
  const mayMassEdit = useCan("users.massEdit");
  const { error, hidden, sort, selected, offset, limit, total } = users;
  return (
    <div className={classes.list}>
      <div className={classes.toolbar}>
        <UserFilters users={users} />
        <ColumnChoice columns={columns} hidden={hidden} onChange={users.setHidden} />
      </div>
      {error ? (
        <ErrorNote text={problemText(problemOf(error))} retry={{ label: t("app.retry"), run: users.retry }} />
      ) : null}
      <DataTable
        label={t("users.people")}
        columns={columns}
        rows={users.users}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        onOpen={({ id }) => onOpen(id)}
        openId={openId}
        sort={sort}
        onSort={users.setSort}
        hidden={hidden}
        {...(mayMassEdit ? { selected, onSelect: users.setSelected } : {})}
        loading={users.loading}
        empty={<NoUsers users={users} />}
      />
      <div className={classes.foot}>
        {selected.size > 0 ? <Selection users={users} /> : <span />}
        <Pages offset={offset} limit={limit} total={total} onChange={users.setPage} />
      </div>
    </div>
  );
}

function NoUsers({ users }: { users: Users }) {
  const { t } = useTranslation();
  return (
    <Empty
      icon={<IconUsers size={28} stroke={1.4} aria-hidden />}
      title={t("users.none")}
      hint={t("users.noneHint")}
    >
      {users.isNarrowed ? (
        <Button variant="default" onClick={() => users.setFilter(noFilter)}>
          {t("users.clearFilter")}
        </Button>
      ) : null}
    </Empty>
  );
}

function Selection({ users }: { users: Users }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const clear = () => users.setSelected(new Set());
  return (
    <div className={classes.selection}>
      <b>{t("users.selected", { count: users.selected.size })}</b>
      <Button leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setEditing(true)}>
        {t("users.massEdit")}
      </Button>
      <Button variant="subtle" onClick={clear}>
        {t("users.clearSelection")}
      </Button>
      {editing ? (
        <MassEditDialog
          userIds={[...users.selected]}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false);
            clear();
          }}
        />
      ) : null}
    </div>
  );
}
