// The view is in the address: what follows `#` names the filter, the order and the record, so that it can be sent.

/** The view that the address names, by key. */
const view = () => new URLSearchParams(location.hash.slice(1));

/** The address of the present view with some keys changed; an empty or null value takes its key out. */
function address(changes) {
  const next = view();
  for (const [key, value] of Object.entries(changes)) {
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return `#${next}`;
}

/** The address of a record in the present view, at one of its fields where that is named. */
const recordAddress = (record, at) => address({ record: record.id, at: at ?? null });
