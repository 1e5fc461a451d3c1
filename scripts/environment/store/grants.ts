import type { Grant, Grants } from '../sign-in/stand-in/grants';
import type { Database } from './database';

/** What the stand-in for identity providers has granted, so that sign-ins outlast a start. It has digests of tokens and no secrets. */
export function grantStore(database: Database): Grants {
  const put = database.prepare('INSERT OR REPLACE INTO grants (id, created_at, record) VALUES (?, ?, ?)');
  const get = database.prepare<{ readonly record: string }>('SELECT record FROM grants WHERE id = ?');
  const list = database.prepare<{ readonly record: string }>('SELECT record FROM grants ORDER BY created_at, id');
  const remove = database.prepare('DELETE FROM grants WHERE id = ?');
  const grantOf = ({ record }: { readonly record: string }): Grant => JSON.parse(record) as Grant; // written below
  return {
    get: id => {
      const row = get.get(id);
      return row && grantOf(row);
    },
    put: grant => void put.run(grant.id, grant.createdAt, JSON.stringify(grant)),
    remove: id => void remove.run(id),
    list: () => list.all().map(grantOf),
  };
}
