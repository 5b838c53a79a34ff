// Written by tests/api/story.test.ts from the OpenAPI document; `vitest -u` writes it anew.

export interface components {
  schemas: {
    Error: { "error": string; "message"?: string };
    Token: { "token": string };
    NewUser: { "username": string; "email": string; "password": string; "about_me"?: string | null; "name"?: string | null };
    User: { "id": number; "username": string; "name": string | null; "email"?: string; "last_seen": string; "about_me": string | null; "post_count": number; "follower_count": number; "followed_count": number; "_links": { "self": string; "followers": string; "followed": string; "posts": string; "avatar": string } };
    UserChange: { "username"?: string; "email"?: string; "about_me"?: string | null; "name"?: string | null; "password"?: unknown };
    UserPage: { "items": (components["schemas"]["User"])[]; "_meta": { "page": number; "per_page": number; "total_pages": number; "total_items": number }; "_links": { "self": string; "next": string | null; "prev": string | null } };
    Relation: { "following": boolean; "followed_by": boolean };
    PostPage: { "items": (components["schemas"]["Post"])[]; "_links": { "self": string; "next": string | null } };
    Post: { "id": number; "body": string; "language": string | null; "timestamp": string; "author": components["schemas"]["Author"]; "_links": { "self": string; "author": string } };
    Author: { "id": number; "username": string; "name": string | null; "_links": { "self": string; "avatar": string } };
    NewPost: { "body": string };
    FoundPosts: { "type": "posts"; "items": (components["schemas"]["Post"])[]; "is_reduced": boolean; "_links": { "self": string; "next": string | null } };
    FoundPeople: { "type": "people"; "items": (components["schemas"]["User"])[]; "_links": { "self": string; "next": string | null } };
    MessagePage: { "items": (components["schemas"]["Message"])[]; "_links": { "self": string; "next": string | null } };
    Message: { "id": number; "body": string; "timestamp": string; "is_mine": boolean; "person": components["schemas"]["Author"] | null };
    NewMessage: { "recipient_id": number; "body": string };
    Notifications: { "items": ({ "name": string; "data": components["schemas"]["__schema0"]; "timestamp": number })[]; "_links": { "next": string } };
    __schema0: string | number | boolean | null | (components["schemas"]["__schema0"])[] | {  };
    ExportList: { "items": (components["schemas"]["Export"])[] };
    Export: { "id": string; "state": "running" | "done" | "failed"; "percent": number; "requested_at": string; "post_count": number | null };
  };
}

export interface paths {
  "/api/tokens": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put?: never;
    post: {
      parameters: { query?: never; header?: { "Idempotency-Key"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Token"] } };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        409: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        422: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    delete: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/users": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "page"?: number; "per_page"?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["UserPage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post: {
      parameters: { query?: never; header?: { "Idempotency-Key"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": components["schemas"]["NewUser"] } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["User"] } };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        409: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        413: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        415: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        422: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/users/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: never; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["User"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put: {
      parameters: { query?: never; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: { content: { "application/json": components["schemas"]["UserChange"] } };
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["User"] } };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        413: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        415: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/me": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["User"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/users/{id}/followers": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "page"?: number; "per_page"?: number }; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["UserPage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/users/{id}/followed": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "page"?: number; "per_page"?: number }; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["UserPage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/users/{id}/following": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "page"?: number; "per_page"?: number }; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["UserPage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/users/{id}/follow": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: never; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Relation"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put: {
      parameters: { query?: never; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    post?: never;
    delete: {
      parameters: { query?: never; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/posts": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "before"?: number; "per_page"?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["PostPage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post: {
      parameters: { query?: never; header?: { "Idempotency-Key"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": components["schemas"]["NewPost"] } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Post"] } };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        409: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        413: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        415: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        422: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/explore": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "before"?: number; "per_page"?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["PostPage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/feed": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "before"?: number; "per_page"?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["PostPage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/users/{id}/posts": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "before"?: number; "per_page"?: number }; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["PostPage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/posts/{id}": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: never; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Post"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete: {
      parameters: { query?: never; header?: never; path: { "id": number }; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/search": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query: { "q": string; "type"?: "posts" | "people"; "before"?: string; "per_page"?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["FoundPosts"] | components["schemas"]["FoundPeople"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/messages": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "before"?: number; "per_page"?: number; "box"?: "inbox" | "sent" }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["MessagePage"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post: {
      parameters: { query?: never; header?: { "Idempotency-Key"?: string }; path?: never; cookie?: never };
      requestBody: { content: { "application/json": components["schemas"]["NewMessage"] } };
      responses: {
        201: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Message"] } };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        404: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        409: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        413: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        415: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        422: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/messages/read": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get?: never;
    put: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        204: { headers: { [name: string]: unknown }; content?: never };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/notifications": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: { "since"?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Notifications"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/exports": {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        200: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["ExportList"] } };
        304: { headers: { [name: string]: unknown }; content?: never };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    put?: never;
    post: {
      parameters: { query?: never; header?: { "Idempotency-Key"?: string }; path?: never; cookie?: never };
      requestBody?: never;
      responses: {
        202: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Export"] } };
        400: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        401: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        403: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        409: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        422: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        429: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
        503: { headers: { [name: string]: unknown }; content: { "application/json": components["schemas"]["Error"] } };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
