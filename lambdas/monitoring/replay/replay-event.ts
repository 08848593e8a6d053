/** `at`: when it was delivered, the replay's clock; milliseconds since 1970, as every instant here. */
type Delivered<Type extends string> = { type: Type; at: number };

export type PollEvent = Delivered<'poll'> & {
  observedAt: number;
  venue: string;
  /** One character a zone in fleet order: 1 up, 0 down, ? unknown, - not in the answer. */
  zones: string;
  /** Percent, null where it was not told. */
  volumes?: readonly (number | null)[];
};

export type ReplayEvent =
  | PollEvent
  | (Delivered<'ack'> & { venue: string; by: string })
  | (Delivered<'channel'> & { audience: string; state: 'failing' | 'ok' })
  /** Whatever is only in memory is lost. */
  | Delivered<'restart'>
  | (Delivered<'zone_removed'> & { venue: string; zone: string })
  | Delivered<'end'>;
