package vn.solieu.broken.rules;

import jakarta.transaction.Transactional;

@Transactional
public class Verdict {}
