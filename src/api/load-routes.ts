import { readdirSync } from 'node:fs';
import { checkRoutes, type Route } from './route.ts';

/** All routes by the name of their file; throws where one is not fully declared. */
export async function loadRoutes(): Promise<Record<string, Route>> {
  const folder = new URL('./routes/', import.meta.url);
  const routes: Record<string, Route> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!/^[a-z-]+\.(js|ts)$/.test(file) || file.endsWith('.d.ts')) continue;
    const module = (await import(new URL(file, folder).href)) as { route?: Route };
    routes[file.replace(/\.[jt]s$/, '')] = module.route as Route;
  }
  checkRoutes(routes);
  return routes;
}
