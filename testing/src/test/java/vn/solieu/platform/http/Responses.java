package vn.solieu.platform.http;

/** Stands for the one of the platform, which builds on this module. */
public class Responses {}
