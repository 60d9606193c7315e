#!/usr/bin/env bash
# Measures 'covidcxr serve' against 'covidcxr predict' in one run, in turn, so that what else the machine does falls on both.
#   bench/service-load.sh <folder of 224 x 224 JPEGs> [seconds of each turn, 60] [turns, 3]
# Needs wrk (Debian: apt-get install wrk), and the programs: dotnet build CovidCxr.slnx -c Release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=${1:?give a folder of JPEGs} seconds=${2:-60} turns=${3:-3}
clients=32 port=${PORT:-18473}
predict=artifacts/bin/CovidCxr.Predict/release/covidcxr.dll service=artifacts/bin/CovidCxr.Service/release/CovidCxr.Service.dll
server=
work=$(mktemp -d)
trap '[[ -z $server ]] || { kill "$server" && wait "$server" || true; }; rm -rf "$work"' EXIT

find "$folder" -name '*.jp*g' | sort | head -n 4000 >"$work/pictures"
count=$(wc -l <"$work/pictures")
((count > 0)) || { echo "$folder holds no JPEG"; exit 1; }
Logging__LogLevel__Default=Error dotnet "$service" --listen "http://127.0.0.1:$port" --data "$work/data" >"$work/log" 2>&1 &
server=$!
until grep -q listening "$work/log"; do
    kill -0 "$server" || { cat "$work/log"; exit 1; }
    sleep 0.2
done
memory() { awk '/VmRSS/ { printf "%d", $2 / 1024 }' "/proc/$server/status"; }

load() { # clients, seconds
    PICTURES=$work/pictures wrk -t 1 -c "$1" -d "${2}s" --timeout 30s -s bench/service-load.lua "http://127.0.0.1:$port" | grep requests_per_second
}

load "$clients" 10 >/dev/null # warm
for ((turn = 1; turn <= turns; turn++)); do
    begun=$(date +%s.%N)
    dotnet "$predict" predict --from "$work/pictures" --out "$work/$turn.csv" >/dev/null 2>&1
    ended=$(date +%s.%N)
    awk -v n="$count" -v a="$begun" -v b="$ended" -v t="$turn" 'BEGIN { printf "turn=%d predict images_per_second=%.1f\n", t, n / (b - a) }'
    echo "turn=$turn serve clients=$clients $(load "$clients" "$seconds") memory_mib=$(memory)"
    echo "turn=$turn serve clients=$((clients / 2)) $(load $((clients / 2)) "$seconds") memory_mib=$(memory)"
done
