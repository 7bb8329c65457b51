# Tamyr with its explorer. See compose.yaml for how it stands beside Neo4j.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/cypher ./cypher
COPY --from=build /app/datasets ./datasets
COPY --from=build /app/bin ./bin
USER node
ENTRYPOINT ["node", "bin/tamyr.js"]
CMD ["--help"]
