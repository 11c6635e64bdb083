// Asks the API, and follows its stream.

export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export const get = (path, values) => ask("GET", path, { values });

// With the writing token, if one is given, and a body as JSON.
export async function ask(method, path, { values = {}, body, token } = {}) {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(kept).toString();
  const headers = { Accept: "application/json" };
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = "Bearer " + token;
  let response;
  try {
    response = await fetch("/api/v1" + path + (search ? "?" + search : ""), { method, headers, body: body && JSON.stringify(body) });
  } catch {
    throw new Refused(0, "Hearsay does not answer. Is it running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.detail ?? `The answer was ${response.status}.`);
  return answer;
}

// Follows the stream until closed. The browser comes back by itself, and goes on where it was.
export function follow(values, { claim, counts, state }) {
  const kept = Object.entries(values).filter(([, value]) => value);
  const source = new EventSource("/api/v1/claims/stream?" + new URLSearchParams([...kept, ["counts", "true"]]));
  const told = (event) => claim?.(JSON.parse(event.data));
  source.addEventListener("claim", told);
  source.addEventListener("retraction", told);
  source.addEventListener("counts", () => counts?.());
  source.onopen = () => state("live");
  source.onerror = () => state("away");
  return () => source.close();
}
