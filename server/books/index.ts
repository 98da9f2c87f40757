export { createBookRoutes } from './book-routes.ts';
