// SPDX-License-Identifier: GPL-3.0-or-later

/// Everyday phrases of three to six syllables, by voice.
enum EverydayPhrases {
  static let voices = ["en-us", "ru", "de", "fr", "es"]

  static func phrases(_ voice: String) -> [String] {
    switch voice {
    case "ru": russian
    case "de": german
    case "fr": french
    case "es": spanish
    default: english
    }
  }

  private static let english = [
    "Good morning.",
    "I am thirsty.",
    "I need some help, please.",
    "Thank you very much.",
    "How are you today?",
    "I would like some water.",
    "Please turn me over.",
    "I am in pain.",
    "See you tomorrow.",
    "I love you, Anna.",
    "Open the window.",
    "I want to lie down.",
    "Close the door, please.",
    "I am very tired.",
    "Nice to see you.",
    "Can you help me?",
    "I feel much better.",
    "It is too warm here.",
    "Give me a minute.",
    "Let us go outside.",
    "My name is Mary.",
    "Good night, sleep well.",
    "I am not hungry.",
    "Call the doctor."
  ]

  private static let russian = [
    "Я хочу пить.",
    "Доброе утро.",
    "Помогите мне.",
    "Спасибо большое.",
    "Мне очень больно.",
    "Откройте окно.",
    "Я очень устала.",
    "Как ваши дела?",
    "До свидания.",
    "Мне холодно сейчас.",
    "Позовите врача.",
    "Я вас люблю.",
    "Всё хорошо.",
    "Дайте мне воды.",
    "Закройте дверь.",
    "Мне нужно лечь.",
    "Поверните меня.",
    "Рада вас видеть.",
    "Меня зовут Анна.",
    "Спокойной ночи.",
    "Выключите свет.",
    "Подождите минуту.",
    "Я не голодна.",
    "Давайте погуляем."
  ]

  private static let german = [
    "Guten Morgen.",
    "Ich habe Durst.",
    "Ich bin sehr müde.",
    "Wie geht es Ihnen?",
    "Vielen Dank.",
    "Bitte helfen Sie mir.",
    "Ich möchte Wasser.",
    "Mir ist kalt heute.",
    "Auf Wiedersehen.",
    "Machen Sie das Licht an.",
    "Ich habe Schmerzen.",
    "Gute Nacht, schlaf gut.",
    "Das Fenster öffnen.",
    "Ich liebe dich, Anna.",
    "Rufen Sie den Arzt.",
    "Ich heiße Maria.",
    "Einen Moment bitte.",
    "Es geht mir gut.",
    "Ich habe Hunger.",
    "Drehen Sie mich um.",
    "Bis morgen Abend.",
    "Ich will nach Hause.",
    "Schön, dass Sie da sind.",
    "Es ist zu laut hier."
  ]

  private static let french = [
    "J'ai soif, merci.",
    "Bonjour, madame.",
    "Je suis fatigué.",
    "Comment allez-vous ?",
    "J'ai besoin d'aide.",
    "Merci beaucoup.",
    "Ouvrez la fenêtre.",
    "J'ai mal au dos.",
    "Bonne nuit, à demain.",
    "Je voudrais de l'eau.",
    "Appelez le docteur.",
    "Je t'aime, Anna.",
    "Il fait trop froid.",
    "Je m'appelle Marie.",
    "Attendez un peu.",
    "Tout va très bien.",
    "J'ai faim, s'il vous plaît.",
    "Tournez-moi, merci.",
    "Fermez la porte.",
    "Au revoir, Paul.",
    "Je veux me coucher.",
    "Ça me fait plaisir.",
    "Allons dehors.",
    "La lumière, merci."
  ]

  private static let spanish = [
    "Tengo sed.",
    "Buenos días.",
    "Estoy muy cansada.",
    "Muchas gracias.",
    "Necesito ayuda.",
    "Quiero agua.",
    "Me duele la espalda.",
    "Buenas noches.",
    "Hasta mañana.",
    "Te quiero, Ana.",
    "Abra la ventana.",
    "Cierre la puerta.",
    "Tengo frío.",
    "Llame al médico.",
    "¿Cómo está usted?",
    "Me llamo María.",
    "Un momento, por favor.",
    "Estoy muy bien.",
    "Tengo hambre.",
    "Vamos afuera.",
    "Encienda la luz.",
    "Quiero dormir.",
    "Deme la vuelta.",
    "Hace calor hoy."
  ]
}
