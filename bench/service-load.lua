-- For wrk: posts the JPEGs of a list (environment variable PICTURES, one path on each line), one after the other, each as multipart/form-data.
local bodies, boundary = {}, "----covidcxr"
for path in io.lines(os.getenv("PICTURES")) do
  local file = assert(io.open(path, "rb"))
  bodies[#bodies + 1] = "--" .. boundary .. "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.jpg\"\r\n"
    .. "Content-Type: image/jpeg\r\n\r\n" .. file:read("*a") .. "\r\n--" .. boundary .. "--\r\n"
  file:close()
end

local headers, next_body = { ["Content-Type"] = "multipart/form-data; boundary=" .. boundary }, 0

function request()
  next_body = next_body % #bodies + 1
  return wrk.format("POST", "/api/v1/predictions", headers, bodies[next_body])
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("requests_per_second=%.1f p50_ms=%.1f p95_ms=%.1f p99_ms=%.1f bad_status=%d socket_errors=%d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency:percentile(99) / 1000, errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
