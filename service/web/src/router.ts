import { createRouter, createWebHistory } from "vue-router"

import InboxPage from "./pages/InboxPage.vue"

/** Every state worth sharing is in the URL: filters in the query, a cell in the hash. */
export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/", name: "inbox", component: InboxPage },
    { path: "/board", name: "board", component: () => import("./pages/BoardPage.vue") },
    {
      path: "/reports/:id(\\d+)",
      name: "report",
      component: () => import("./pages/ReportPage.vue"),
      props: (route) => ({ id: Number(route.params.id) }),
    },
    { path: "/labelling", name: "labelling", component: () => import("./pages/LabellingPage.vue") },
    { path: "/models", name: "models", component: () => import("./pages/ModelsPage.vue") },
    { path: "/totals", name: "totals", component: () => import("./pages/TotalsPage.vue") },
    { path: "/login", name: "login", component: () => import("./pages/LoginPage.vue") },
    { path: "/people", name: "people", component: () => import("./pages/PeoplePage.vue") },
    { path: "/:rest(.*)*", name: "lost", component: () => import("./pages/LostPage.vue") },
  ],
})
