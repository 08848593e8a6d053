const ADDRESS = /[^\s<>,;:"()]+@[^\s<>,;:"()]+/g;

/** Every address in some header values, once each, in lower case. */
export const addressesIn = (...values: string[]): string[] => [
  ...new Set(values.flatMap((value) => value.toLowerCase().match(ADDRESS) ?? [])),
];

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
