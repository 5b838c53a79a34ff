/** Parameters of the server, as in postgresql.conf. */
export type Settings = Record<string, string | number>;

/**
 * For a small machine (2 cores, 1 to 4 GB) that the database shares with the server processes.
 * What is absent keeps PostgreSQL's default.
 */
export const durable: Settings = {
  // Reached over loopback only; a socket's path would be too long below a deep folder.
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: 100,

  // An acknowledged write survives a crash. These are the defaults, said aloud because it all rests on them.
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",

  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  wal_compression: "on",
  max_wal_size: "512MB",

  // Solid-state disks, and short statements that are over before a compiler would have finished.
  random_page_cost: 1.1,
  jit: "off",

  timezone: "UTC",
  log_timezone: "UTC",
  log_min_duration_statement: "1s",
};

/** For a database that is thrown away with its test run: quick, and lost when the power fails. */
export const disposable: Settings = {
  ...durable,
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  log_min_duration_statement: -1,
};
