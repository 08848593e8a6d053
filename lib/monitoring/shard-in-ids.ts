import type { Shard } from '../config.ts';

/** A shard's name as part of the names of constructs and outputs: `one` is `One`. */
export const inIds = (shard: Shard): string => `${shard[0]?.toUpperCase()}${shard.slice(1)}`;
