package vn.solieu.broken.figure;

import jakarta.transaction.Transactional;

class LateCheck {
  Class<?> marker = Transactional.class;
}
