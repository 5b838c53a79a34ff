export { NotFoundNotice as default } from "@/components/notice";
