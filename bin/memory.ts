/**
 * How V8 is to treat the garbage of a server process, which is nearly all that it makes: a page's objects
 * are gone with its answer. By itself it keeps 128 MB for young objects, and on a quick machine lets old
 * ones grow to four times what is in use before it looks; what it has taken once it keeps. To look when
 * they have grown by half costs some hundredths of the time (docs/performance.md).
 */
const FLAGS = {
  "--max-semi-space-size": "16",
  "--initial-old-space-size": "64",
  "--heap-growing-percent": "50",
};

/**
 * Flags for a server process, but for those that whoever runs the site has set.
 *
 * @param nodeOptions NODE_OPTIONS of the host, which flags of ours would overrule
 */
export const memoryFlags = (nodeOptions = ""): string[] =>
  Object.entries(FLAGS)
    .filter(([flag]) => !nodeOptions.replaceAll("_", "-").includes(flag))
    .map(([flag, value]) => `${flag}=${value}`);

/**
 * For the allocator of Linux: two places to take memory from, where it would make eight for each core. What
 * is free at the end of one goes back at 128 KB, and what has 32 KB or more never comes from there: both are
 * limits that it would raise as it goes.
 */
export const memoryEnvironment = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_TRIM_THRESHOLD_: "131072",
  MALLOC_MMAP_THRESHOLD_: "32768",
};
