/** The start of the window. */

import { mount } from "svelte";

import "./app.css";
import App from "./App.svelte";

const target = document.getElementById("window");
if (target) mount(App, { target });
