ALTER TABLE "paper_blank" ADD CONSTRAINT "paper_blank_of_six_digits" CHECK (number <= 999999);
