/**
 * Loaded into every thread of a run at another day, by NODE_OPTIONS: what `shifted-clock.c` does not reach by itself. That is processes
 * whose environment is chosen for them, and workflow code, whose time is that of Temporal's server.
 */
const { ChildProcess } = require('node:child_process')
const Module = require('node:module')

/** What a process of the run has in its environment, if it was given nothing else under that name. */
const settings = ['LD_PRELOAD', 'NODE_OPTIONS', 'TEST_CLOCK_AHEAD_MS', 'TEST_CLOCK_SINCE_MS']

const { spawn } = ChildProcess.prototype
ChildProcess.prototype.spawn = function (options) {
  const given = options.envPairs ?? []
  const absent = settings.filter((name) => !given.some((pair) => pair.startsWith(`${name}=`)))
  return spawn.call(this, {
    ...options,
    envPairs: [...given, ...absent.map((name) => `${name}=${process.env[name]}`)],
  })
}

const aheadMs = Number(process.env.TEST_CLOCK_AHEAD_MS)
/** When the run began, by the machine's clock, ms. */
const startedAt = Number(process.env.TEST_CLOCK_SINCE_MS)
const longestRunMs = 24 * 3_600_000

/**
 * Moves the instant of a workflow's task, in place, if a server gave it whose clock is the machine's. A recorded history is older than the
 * run; a server whose time can be skipped has the shifted clock.
 */
function shift(timestamp) {
  const atMs = Number(timestamp.seconds) * 1_000 + Math.floor((timestamp.nanos ?? 0) / 1e6)
  if (atMs < startedAt || atMs > startedAt + longestRunMs) return
  const shiftedMs = atMs + aheadMs
  timestamp.seconds = timestamp.seconds.constructor.fromNumber(Math.floor(shiftedMs / 1_000))
  timestamp.nanos = (shiftedMs % 1_000) * 1e6
}

/** The SDK's class that hands each task of a workflow to its code; in a thread of the worker. */
let found = false
const load = Module._load
Module._load = function (request, ...rest) {
  const exports = load.call(this, request, ...rest)
  if (found || !/\bvm-shared(\.js)?$/.test(request)) return exports
  found = true
  const { prototype } = exports.BaseVMWorkflow
  const { activate } = prototype
  prototype.activate = function (activation) {
    if (activation.timestamp != null) shift(activation.timestamp)
    return activate.call(this, activation)
  }
  return exports
}
