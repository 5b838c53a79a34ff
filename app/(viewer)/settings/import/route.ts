import { takeImport } from "@/lib/web/imports";

/** Where the form with a file to import is sent. */
export const POST = takeImport;
