/**
 * Rows as they may stand in production right after a migration, by its version: what later migrations must not lose or
 * choke on. A new migration adds its rows here; those of past versions are never changed.
 */
export const rowsOfVersion: Record<number, string[]> = {
  1: [
    `insert into venues (id, name, name_folded, location, country, time_zone, zone_count, subscription_status,
       last_issue_date, notes, priority_level, sla_tier, soundtrack_account_id, state, created_at, updated_at, ended_at)
     values
       (1001, 'Hilton Bangkok', 'hilton bangkok', 'Bangkok', 'TH', 'Asia/Bangkok', 4, 'active', '2026-02-28',
        'ล็อบบี้ 🏨 "quoted"; -- not a comment', 'critical', 'gold', 'acc_1', 'open', '2026-01-01Z', '2026-01-02Z', null),
       (1002, 'โรงแรม', 'โรงแรม', null, null, null, null, 'unknown', null, null, null, null, null, 'open', '2026-01-01Z',
        '2026-01-01Z', null),
       (1003, 'Shut', 'shut', null, null, null, 0, 'cancelled', null, null, null, null, null, 'closed', '2026-01-01Z',
        '2026-01-03Z', '2026-01-03Z')`,
    `insert into accounts (id, name, name_folded, listed, discovered_at, gone_at)
     values ('acc_1', 'Hilton', 'hilton', true, '2026-01-01Z', null), ('acc_2', null, null, false, null, '2026-01-05Z')`,
    `insert into venue_accounts (venue_id, account_id, source, linked_at)
     values (1001, 'acc_1', 'sheets', '2026-01-01Z'), (1002, 'acc_1', 'override', '2026-01-01Z')`,
    `insert into zones (id, account_id, venue_id, location_name, time_zone, name, name_folded, kind, critical,
       kind_source, first_seen_at, last_seen_at, gone_at)
     values ('z1', 'acc_1', 1001, 'Hilton', 'Asia/Bangkok', 'Lobby', 'lobby', 'lobby', true, 'inferred', '2026-01-01Z',
        '2026-01-02Z', null),
       ('z2', 'acc_1', null, null, null, '', '', 'other', false, 'override', '2026-01-01Z', '2026-01-02Z', '2026-01-02Z')`,
    `insert into zone_names (zone_id, name, since, until)
     values ('z1', 'Entrance', '2025-01-01Z', '2026-01-01Z'), ('z1', 'Lobby', '2026-01-01Z', null)`,
    `insert into contacts (venue_id, origin, slot, name, role, language, preferred_channel, created_at, updated_at)
     values (1001, 'sheets', 1, 'Ann', 'general_manager', 'th', 'line', '2026-01-01Z', '2026-01-01Z'),
       (1001, 'chat', 1, null, 'other', null, null, '2026-01-01Z', '2026-01-01Z')`,
    `insert into contact_points (contact_id, kind, value, verified_at, verified_by)
     select id, 'phone', '+66812345678', cast(null as timestamptz), null from contacts where origin = 'sheets'
     union all select id, 'email', 'ann@example.com', '2026-01-02Z', 'ann' from contacts where origin = 'sheets'
     union all select id, 'line', 'U0123', null, null from contacts where origin = 'chat'`,
    `insert into aliases (venue_id, alias, alias_folded, source, said_by, learnt_at, undone_at, undone_by)
     values (1001, 'the Hilton', 'the hilton', 'confirmed-pick', 'p1', '2026-01-01Z', null, null),
       (1001, 'BKK', 'bkk', 'person', 'p1', '2026-01-01Z', '2026-01-02Z', 'p2')`,
  ],
  2: [
    `insert into facts (subject, subject_id, field, source, value, said_at, said_by, reason, previous, expires_at)
     values ('venue', '1001', 'name', 'sheets', '"Hilton Bangkok"', '2026-01-01Z', 'sheet', null, null, null),
       ('venue', '1001', 'name', 'override', 'null', '2026-01-02Z', 'ann', 'wrong', '"Hilton"', '2026-12-31Z')`,
    `insert into disagreements (kind, subject, subject_id, field, details, opened_at, seen_at, resolved_at, resolution)
     values ('zone-count', 'venue', '1001', 'zone_count', '{"sheet": 4}', '2026-01-01Z', '2026-01-02Z', null, null),
       ('zone-count', 'venue', '1001', 'zone_count', '{}', '2025-01-01Z', '2025-01-02Z', '2025-01-03Z', 'agreed')`,
    `insert into audit_log (at, actor, action, subject, subject_id, changes, reason, run_id)
     values ('2026-01-01Z', 'sync', 'changed', 'venue', '1001', '{"name": {"before": null, "after": "Hilton"}}', null, 'r1')`,
  ],
  3: [
    `insert into sync_log (run_id, requested_by, state, started_at, applied_at, finished_at, fingerprint, added,
       consistency, directory_version, report)
     values ('r1', 'schedule', 'succeeded', '2026-01-01Z', '2026-01-01Z', '2026-01-01Z', 'f', 3, 0.9876, 1, '{}'),
       ('r2', 'ann', 'running', '2026-01-02Z', null, null, null, 0, null, null, null)`,
    `insert into sheet_problems (tab, sheet_row, row_kind, venue_id, field, code, message, first_run_id, last_run_id,
       first_seen_at, resolved_at)
     values ('Venues', 7, 'venue', 1001, 'phone', 'not-a-phone', 'Row 7', 'r1', 'r2', '2026-01-01Z', null)`,
    `insert into directory_versions (content_hash, venues, zones, run_id, published_at)
     values ('h', 2, 4, 'r1', '2026-01-01Z')`,
    `insert into mail_threads (venue_id, thread_id, subject, category, urgency, waiting_on, summary, messages, first_at,
       last_at, suspicious)
     values (1001, 't1', 'Music?', 'music-down', 'urgent', 'us', 'No music', 2, '2026-01-01Z', '2026-01-02Z', true)`,
    `insert into mail_sweeps (venue_id, swept_at, outcome, threads) values (1001, '2026-01-02Z', 'read', 1)`,
  ],
  4: [
    `select ensure_months('2026-01-01', 2)`,
    `insert into outages (id, zone_id, venue_id, cause, began_at, confirmed_at, ended_at, expected, details)
     values ('0190163d-8694-739b-aea5-966c26f8ad91', 'z1', 1001, 'offline', '2026-01-31T23:59:59Z', null, null, true, '{}'),
       ('0190163d-8694-739b-aea5-966c26f8ad92', 'z1', 1001, 'offline', '2025-06-01Z', '2025-06-01Z', '2025-06-02Z', false, '{"a": 1}')`,
    `insert into zone_events (id, zone_id, venue_id, at, before, after, reason)
     values ('0190163d-8694-739b-aea5-966c26f8ad93', 'z1', 1001, '2026-02-01Z', null, 'online', 'seen')`,
    `insert into incidents (id, venue_id, parent_id, severity, state, opened_at, acknowledged_at, acknowledged_by, resolved_at)
     values ('i0', null, null, 'critical', 'firing', '2026-01-31Z', null, null, null),
       ('i1', 1001, 'i0', 'high', 'acknowledged', '2026-01-31Z', '2026-01-31Z', 'ann', null),
       ('i2', 1001, null, 'low', 'resolved', '2025-06-01Z', null, null, '2025-06-02Z')`,
    `insert into notifications (id, incident_id, venue_id, audience, channel, kind, reason, intended_at, accepted_at, outcome)
     values ('n1', 'i1', 1001, 'staff', 'line', 'opened', 'critical-zone', '2026-01-31Z', null, null)`,
    `insert into conversations (id, channel, person, venue_id, started_at, last_at)
     values ('c1', 'whatsapp', 'p1', 1001, '2026-01-01Z', '2026-01-02Z')`,
    `insert into messages (id, conversation_id, at, direction, body)
     values ('m1', 'c1', '2026-01-01Z', 'in', 'เพลงดับ 🙏'), ('m2', 'c1', '2027-01-01Z', 'out', null)`,
    `insert into satisfaction_scores (id, venue_id, conversation_id, score, comment, at)
     values ('s1', 1001, 'c1', 5, null, '2026-01-02Z')`,
    `insert into sla_months (venue_id, month, expected_seconds, down_seconds, unknown_seconds, maintenance_seconds, computed_at)
     values (1001, '2026-01-01', 2678400, 60, 0, 0, '2026-02-01Z')`,
  ],
  5: [],
  6: [
    `insert into mail_threads (venue_id, thread_id, subject, category, urgency, waiting_on, summary, messages, first_at,
       last_at, suspicious, history_id, participants)
     values (1001, 't2', '', 'other', 'low', 'nobody', '', 1, '2026-01-01Z', '2026-01-01Z', false, '17', 3)`,
  ],
  7: [
    `insert into opening_hours (venue_id, hours, set_by, set_at)
     values (1001, '"always"', 'ann', '2026-01-01Z'),
       (1002, '{"week": {"mon": [["22:00", "02:00"]]}, "days": {"2026-12-25": []}}', 'ann', '2026-01-01Z')`,
    `insert into maintenance_windows (id, venue_id, "window", reason, created_by, created_at, ended_at)
     values ('0190163d-8694-739b-aea5-966c26f8ad94', 1001,
        '{"from": "2026-12-01T01:00:00+07:00", "to": "2026-12-01T04:00:00+07:00", "zoneIds": ["z1"]}', 'works', 'ann',
        '2026-01-01Z', null),
       ('0190163d-8694-739b-aea5-966c26f8ad95', 1001, '{"daily": ["02:00", "03:00"], "timeZone": "Asia/Bangkok"}',
        'prayer 🕌', 'ann', '2026-01-01Z', '2026-01-02Z')`,
    `insert into zone_habits (zone_id, mask, weeks, learnt_at)
     values ('z1', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAA', 4, '2026-02-01Z')`,
    `select ensure_months('2026-01-01', 2)`,
    `insert into unknown_spells (zone_id, venue_id, at, until, reason)
     values ('z1', 1001, '2026-01-31T23:59:59Z', '2026-02-01Z', 'not-polled'), ('z9', null, '2025-06-01Z', '2025-06-01Z', 'x')`,
    `insert into zone_events (id, zone_id, venue_id, at, before, after, reason, account_id, seq, details)
     values ('0190163d-8694-739b-aea5-966c26f8ad96', 'z1', 1001, '2026-02-01Z', 'up', 'down', 'two-agreeing-readings',
        'acc_1', 17, '{"readings": 2}')`,
    `insert into outages (id, zone_id, venue_id, cause, began_at, confirmed_at, ended_at, account_id, counted_from,
       end_reason, critical)
     values ('0190163d-8694-739b-aea5-966c26f8ad97', 'z1', 1001, 'silent', '2026-01-31Z', '2026-01-31Z', '2026-02-01Z',
        'acc_1', '2026-01-31Z', 'recovered', true)`,
  ],
};
