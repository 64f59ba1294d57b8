import vue from "@vitejs/plugin-vue"
import { defineConfig } from "vite"

const server = process.env.GONGKAI_SERVER ?? "http://127.0.0.1:8000"

export default defineConfig({
  plugins: [vue()],
  build: { target: "es2022", assetsInlineLimit: 0 },
  server: { proxy: { "/v1": { target: server, changeOrigin: true, headers: { origin: server } } } },
})
