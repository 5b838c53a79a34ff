"use client";

export { Crash as default } from "@/components/frame/crash";
