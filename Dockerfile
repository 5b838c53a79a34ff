# syntax=docker/dockerfile:1

# Builds the pages and the commands: the same steps as `npm run build` anywhere else.
FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# Node.js and one folder: no package manager, no compiler, no sources.
FROM debian:bookworm-slim
RUN groupadd --gid 10001 microblog \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin microblog \
 && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /build/.next/standalone /app
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data DATABASE_WAIT_SECONDS=60
USER 10001:10001
EXPOSE 3000
VOLUME ["/data"]
STOPSIGNAL SIGTERM
# Whether this container answers, not whether its database does: starting it again would not mend that.
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# In exec form, so that signals arrive. The program takes SIGTERM itself and waits for its own server
# processes, which have no children: there is nobody left for an init such as tini to look after.
ENTRYPOINT ["node", "/app/microblog.mjs"]
CMD ["start"]
