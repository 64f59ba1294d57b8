import { createApp } from "vue"

import { watchStrangers } from "./people/me"
import { router } from "./router"
import AppShell from "./shell/AppShell.vue"
import "./style/tokens.css"
import "./style/base.css"
import "./style/controls.css"

watchStrangers()
createApp(AppShell).use(router).mount("#app")
