import type { Results } from "./summary";

const [WIDTH, ROW, LEFT, RIGHT, TOP] = [800, 26, 210, 60, 40];

/** Processor time of a request, a bar for each scene: our server, its database, and the floor's both. */
export function chart({ scenes, references }: Results): string {
  const rows = [
    ...references.map(({ title, figures }) => ({
      title,
      server: figures.serverMs.median,
      database: 0,
      floor: undefined,
    })),
    ...scenes.map(({ title, product, floor }) => ({
      title,
      server: product.serverMs.median,
      database: product.databaseMs.median,
      floor: floor && floor.serverMs.median + floor.databaseMs.median,
    })),
  ];
  const most = Math.max(...rows.map(({ server, database }) => server + database));
  const width = (ms: number) => ((ms / most) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const bars = rows.map(({ title, server, database, floor }, index) => {
    const y = TOP + index * ROW;
    return [
      `<text x="${LEFT - 8}" y="${y + 13}" text-anchor="end">${title}</text>`,
      `<rect class="server" x="${LEFT}" y="${y}" width="${width(server)}" height="18"/>`,
      `<rect class="database" x="${LEFT + Number(width(server))}" y="${y}" width="${width(database)}" height="18"/>`,
      floor === undefined
        ? ""
        : `<rect class="floor" x="${LEFT}" y="${y + 13}" width="${width(floor)}" height="5"/>`,
      `<text x="${LEFT + Number(width(server + database)) + 6}" y="${y + 13}">${(server + database).toFixed(1)}</text>`,
    ].join("");
  });
  const height = TOP + rows.length * ROW + 6;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Processor time of a request">
<style>svg{background:#fff}text{font:12px sans-serif;fill:#333}.server{fill:#2f6f6a}.database{fill:#9cc5b8}.floor{fill:#c2571a}</style>
<text x="${LEFT}" y="16">Milliseconds of processor time for a request: our server, its database, and (thin) a bare server with the same statements</text>
${bars.join("\n")}
</svg>
`;
}
