const MOST_BYTES_OF_ALIASES = 20_000;
const MOST_BYTES_OF_ZONES = 28_000;

/**
 * SQL for the aliases of `venues v` as a jsonb list, and below for its zones' names. A row of an answer may have 64 KB,
 * and a Thai letter takes three bytes: the newest aliases and the first zones come, as many as fit.
 */
export const ALIASES_THAT_FIT = `(
  select coalesce(jsonb_agg(a.alias order by a.alias_folded), '[]')
  from (
    select alias, alias_folded,
      sum(octet_length(to_json(alias)::text) + 2) over (order by learnt_at desc, alias_folded) as bytes
    from aliases where venue_id = v.id and undone_at is null
  ) a
  where a.bytes <= ${MOST_BYTES_OF_ALIASES})`;

export const ZONE_NAMES_THAT_FIT = `(
  select coalesce(jsonb_agg(z.name order by z.id), '[]')
  from (
    select id, left(name, 100) as name,
      sum(octet_length(to_json(left(name, 100))::text) + 2) over (order by id) as bytes
    from zones where venue_id = v.id and gone_at is null
  ) z
  where z.bytes <= ${MOST_BYTES_OF_ZONES})`;
