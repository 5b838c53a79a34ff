/**
 * How V8 is to treat the garbage of a server process, which is nearly all that it makes: a page's objects
 * are gone with its answer. By itself it keeps 128 MB for young objects, and has hundreds of MB
 * of old ones before it looks for the first time (docs/performance.md).
 */
const FLAGS = { "--max-semi-space-size": "32", "--initial-old-space-size": "96" };

/**
 * Flags for a server process, but for those that whoever runs the site has set.
 *
 * @param nodeOptions NODE_OPTIONS of the host, which flags of ours would overrule
 */
export const memoryFlags = (nodeOptions = ""): string[] =>
  Object.entries(FLAGS)
    .filter(([flag]) => !nodeOptions.replaceAll("_", "-").includes(flag))
    .map(([flag, value]) => `${flag}=${value}`);

/** Two places to take memory from, where the allocator of Linux would make eight for each core. */
export const memoryEnvironment = { MALLOC_ARENA_MAX: "2" };
