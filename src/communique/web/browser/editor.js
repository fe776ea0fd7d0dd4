// The editor of YASGUI, in the fork that is kept up.
import "@zazuko/yasqe/build/yasqe.min.css";
export { default as Yasqe } from "@zazuko/yasqe";
