import { createApp } from "vue"

import { router } from "./router"
import AppShell from "./shell/AppShell.vue"
import "./style/tokens.css"
import "./style/base.css"
import "./style/controls.css"

createApp(AppShell).use(router).mount("#app")
