#!/usr/bin/env bash
# Brings docker-compose.yml up from nothing beside whatever else runs, waits until the sample wire is counted, compares
# PostgreSQL with the counts that were read out of the sample by hand, and takes everything down again:
#
#   ./hearsay version && deploy/check-compose.sh
#
# Needs a container engine, the images that docker-compose.yml and the Dockerfile name, and docker-compose 1.29 or
# docker compose. Exits with 1 and the differences if the counts differ. KEEP=1 leaves it running;
# PATIENCE is how many seconds it waits for the counts (120).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

gold=modules/feeds/src/main/resources/dev/hearsay/feeds/sample/gold
[ -d modules/app/target/distribution/lib ] || { echo "build the distribution first: ./hearsay version" >&2; exit 3; }
compose=(docker-compose)
command -v docker-compose >/dev/null || compose=(docker compose)
compose+=(-p hearsaycheck)
export HEARSAY_KAFKA_PORT=${HEARSAY_KAFKA_PORT:-19092} HEARSAY_POSTGRES_PORT=${HEARSAY_POSTGRES_PORT:-15432} \
  HEARSAY_WEB_PORT=${HEARSAY_WEB_PORT:-18080} DOCKER_BUILDKIT=${DOCKER_BUILDKIT:-0} COMPOSE_DOCKER_CLI_BUILD=0

work=$(mktemp -d)
end() {
  [ -n "${KEEP:-}" ] || "${compose[@]}" down --volumes --remove-orphans >"$work/down.log" 2>&1 || cat "$work/down.log" >&2
  rm -rf "$work"
}
trap end EXIT

# The lines of counts.tsv without the type, and the totals that tables hold, as the database has them now; sorted.
counted() {
  "${compose[@]}" exec -T postgres psql -q -U hearsay -d hearsay -At -F $'\t' \
    -c "SELECT a.actor_id, a.name, a.statements, a.reports,
          (SELECT count(*) FROM actor_counts_by_outlet o WHERE o.actor_id = a.actor_id AND o.reports > 0),
          a.articles, a.direct, a.indirect, a.mixed, a.non_responses FROM actor_counts a" \
    -c "SELECT 'stories.' || lower(status), count(*) FROM stories GROUP BY status" \
    -c "SELECT 'statements', count(*) FROM statements" \
    -c "SELECT 'claims', count(*) FROM claims"
}
{
  tail -n +2 "$gold/counts.tsv" | cut -f 1,2,4-
  grep -P '^(stories\..*|statements|claims)\t[1-9]' "$gold/totals.tsv"
} | LC_ALL=C sort >"$work/gold"

"${compose[@]}" config -q
begun=$SECONDS
"${compose[@]}" up -d --build >"$work/up.log" 2>&1 || { cat "$work/up.log" >&2; exit 1; }
echo "up after $((SECONDS - begun)) s"

differs() {
  counted 2>"$work/query.log" | LC_ALL=C sort >"$work/counted" || return 0
  ! cmp -s "$work/gold" "$work/counted"
}
patience=$((SECONDS + ${PATIENCE:-120}))
while differs && [ "$SECONDS" -lt "$patience" ]; do
  sleep 1
done
# Equal for a moment is not enough.
sleep 5
if differs; then
  cat "$work/query.log" >&2
  echo "the counts differ (< by hand, > in PostgreSQL):" >&2
  diff "$work/gold" "$work/counted" >&2 || true
  "${compose[@]}" ps >&2
  "${compose[@]}" logs --tail=20 >&2
  exit 1
fi
# What deploy/prometheus.yml asks, asked from another container.
for role in process:8081 sink:8081 web:8080; do
  "${compose[@]}" exec -T web bash -c "exec 3<>/dev/tcp/${role%:*}/${role#*:} &&
    printf 'GET /metrics HTTP/1.0\r\n\r\n' >&3 && grep -q '^hearsay_' <&3" ||
    { echo "no metrics at $role" >&2; exit 1; }
done
echo "equal after $((SECONDS - begun)) s: $(grep -c . "$work/gold") counts by hand and in PostgreSQL"
"${compose[@]}" ps
