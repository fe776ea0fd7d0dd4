-- For wrk: asks the paths in the file BENCH_PATHS one after the other, reports JSON.
local requests, place = {}, 0

function init(args)
   for path in io.lines(os.getenv("BENCH_PATHS")) do
      requests[#requests + 1] = wrk.format("GET", path)
   end
end

function request()
   place = place % #requests + 1
   return requests[place]
end

function done(summary, latency, _)
   local e = summary.errors
   io.write(string.format(
      '\nBENCH {"requests": %d, "seconds": %f, "p50": %f, "p95": %f, "max": %f, ' ..
      '"errors": %d, "timeouts": %d, "broken": %d}\n',
      summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
      latency:percentile(95) / 1e3, latency.max / 1e3,
      e.status, e.timeout, e.connect + e.read + e.write))
end
